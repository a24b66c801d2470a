import { downloadPackage, listPackages, startPackage, verifyPackageNow } from '../../contract/packages.ts';
import { listPackages as listed, makePackage, packageKeys, refusePackage, requirePackage, verifyAndKeep } from '../../engine/package-work.ts';
import { packageArchive } from '../../engine/package-work-archive.ts';
import { implement } from '../implement.ts';

export const packages = [
  implement(listPackages, async ({ place: { installation } }) => ({ rows: await listed(installation), keys: await packageKeys(installation) })),
  implement(startPackage, async ({ place: { installation, work }, body: { name, ...wanted } }) => {
    const asked = { ...wanted, name: name ?? nameFrom(wanted.audit) };
    await refusePackage(installation, asked);
    return work.start('export', `Writing the package ${asked.name}`, (progress, signal) => makePackage(installation, asked, { progress, signal }));
  }),
  implement(verifyPackageNow, async ({ place: { installation, work }, params }) => {
    await requirePackage(installation, params.package);
    return work.start('verify', `Verifying the package ${params.package}`, (progress, signal) =>
      verifyAndKeep(installation, { name: params.package }, { progress, signal }),
    );
  }),
  implement(downloadPackage, async ({ place: { installation }, params, request }) => {
    const { manifest } = await requirePackage(installation, params.package);
    const body = packageArchive(installation, params.package, manifest, request.signal);
    return { media: 'application/gzip', name: `${params.package}.tar.gz`, body };
  }),
];

/** An id may hold anything; the name of a folder does not. */
function nameFrom(audit: string): string {
  return (
    audit
      .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 100) || 'package'
  );
}
