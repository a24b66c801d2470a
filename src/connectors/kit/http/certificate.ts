import { channel } from 'node:diagnostics_channel';
import { TLSSocket } from 'node:tls';

/** By origin: the certificate of the newest connection, and who issued it. */
const certificates = new Map<string, string>();

/** The fetch of Node tells of each connection that it opens. */
channel('undici:client:connected').subscribe((message) => {
  const { connectParams, socket } = message as { connectParams?: { protocol?: string; host?: string }; socket?: unknown };
  if (connectParams?.host === undefined || !(socket instanceof TLSSocket)) return;
  const { fingerprint256, issuer } = socket.getPeerCertificate();
  if (fingerprint256 === undefined) return;
  const issuedBy = [issuer?.O, issuer?.CN].flat().filter(Boolean).join(', ');
  certificates.set(`${connectParams.protocol}//${connectParams.host}`, `${fingerprint256} (${issuedBy})`);
});

/** `AB:CD:… (Issuer)`; undefined for a connection that is not encrypted. */
export function certificateOf(url: URL): string | undefined {
  return certificates.get(url.origin);
}
