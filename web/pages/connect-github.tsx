import { type FormEvent, useRef, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAnswer } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { UntrustedLink } from '../ui/untrusted.tsx';
import { CalledField } from './connect-called.tsx';
import { Field, KeyFileField, SecretField } from './connect-fields.tsx';
import { Permissions } from './connect-permissions.tsx';
import { ProbeAndKeep } from './connect-probe.tsx';

type Way = AnswerOf<'GET /connectors'>['connectors'][number]['ways'][number];

const shortTitles = { 'fine-grained': 'Fine-grained token', app: 'GitHub App', classic: 'Classic token' } as const;

interface Fields {
  readonly organization: string;
  readonly url: string;
  readonly id: string;
  readonly app: string;
  readonly installation: string;
  readonly called: string;
}

const nothing: Fields = { organization: '', url: '', id: '', app: '', installation: '', called: '' };

/** An organization on GitHub or GitHub Enterprise: how to make the token, the field for it, a test, and keeping it. */
export function ConnectGitHub() {
  const [fields, setFields] = useState(nothing);
  /** For whom the guide is written: what stood in the fields when they were left. */
  const [guided, setGuided] = useState({ organization: '', url: '' });
  const [wayId, setWay] = useState<Way['id']>('fine-grained');
  const secret = useRef<HTMLInputElement>(null);
  const probe = useAction('POST /connections/probe');
  const [work, setWork] = useState<string>();
  const [kept, setKept] = useState(false);
  const { connectors } = useAnswer('GET /connectors', { query: forGuide(guided) });
  const github = connectors.find(({ id }) => id === 'github');
  const way = github?.ways.find(({ id }) => id === wayId);
  if (github === undefined || way === undefined) return null;
  const set = (name: keyof Fields) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  const leave = () => setGuided({ organization: fields.organization.trim(), url: fields.url.trim() });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWork(undefined);
    const given = await takeSecret(secret.current, way.gives);
    setWork((await probe.run({ body: bodyOf(fields, way, given) }))?.id);
  };
  return (
    <Columns
      side={
        <Section title="Permissions" note="each read-only, and what is blind without it" strong>
          <Permissions permissions={github.permissions} />
        </Section>
      }
    >
      {!kept && (
        <form className="connect-form" onSubmit={(event) => void submit(event)}>
          <Field
            label="Organization"
            hint="Its login, as in https://github.com/LOGIN."
            value={fields.organization}
            onChange={set('organization')}
            onLeave={leave}
            required
          />
          <div>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be one row of buttons. */}
            <div className="seg" role="group" aria-label="How Tickmark signs in">
              {github.ways.map(({ id }) => (
                <Button key={id} pressed={id === wayId} onClick={() => setWay(id)}>
                  {shortTitles[id]}
                </Button>
              ))}
            </div>
            <Guide way={way} />
          </div>
          {way.gives === 'key' && (
            <div className="connect-pair">
              <Field label="App ID" value={fields.app} onChange={set('app')} type="number" required />
              <Field
                label="Installation"
                hint="Only where it has several."
                value={fields.installation}
                onChange={set('installation')}
                type="number"
              />
            </div>
          )}
          {way.gives === 'key' ? (
            <KeyFileField label="Private key (.pem)" hint={SECRET_HINT} field={secret} />
          ) : (
            <SecretField label="Token" hint={SECRET_HINT} field={secret} />
          )}
          <CalledField value={fields.called} onChange={set('called')} placeholder={fields.organization} />
          <details>
            <summary>GitHub Enterprise, or a name of its own</summary>
            <div>
              <Field
                label="Address"
                hint="Of a GitHub Enterprise that you run. It must be https, except on this machine."
                placeholder="https://github.example.com"
                value={fields.url}
                onChange={set('url')}
                onLeave={leave}
              />
              <Field label="Name of the connection" hint="How tickmark.yaml calls it." placeholder="github" value={fields.id} onChange={set('id')} />
            </div>
          </details>
          {probe.problem !== null && <ProblemNote problem={probe.problem} />}
          <p className="connect-acts">
            <Button main type="submit" disabledReason={probe.pending ? 'The test is being started.' : undefined}>
              Test the connection
            </Button>
            <span className="sm n">Nothing is kept before you have seen what it sees.</span>
          </p>
        </form>
      )}
      {work !== undefined && <ProbeAndKeep key={work} work={work} done={() => setKept(true)} />}
    </Columns>
  );
}

const SECRET_HINT =
  'Sent once, to this Tickmark on this machine. It is never shown again and never logged; kept, it is sealed under a key of its own.';

function Guide({ way }: { way: Way }) {
  return (
    <ol className="connect-steps sm">
      <li>
        Open{' '}
        <UntrustedLink
          address={way.filledIn}
          text={
            way.gives === 'key' ? 'the page for a new App, with the permissions filled in' : 'the page for a new token, with what it needs filled in'
          }
        />
        . Read it over, and make it.
      </li>
      {way.steps.map((step) => (
        <li key={step}>{step.replace('those below', 'those listed on this page')}</li>
      ))}
    </ol>
  );
}

function forGuide({ organization, url }: { organization: string; url: string }) {
  return { ...(organization !== '' && { organization: organization.slice(0, 100) }), ...(url !== '' && { url: url.slice(0, 500) }) };
}

/** Takes it out of the field: the page does not hold it after it was sent. */
async function takeSecret(field: HTMLInputElement | null, gives: Way['gives']): Promise<string> {
  const given = (gives === 'key' ? await field?.files?.[0]?.text() : field?.value) ?? '';
  if (field !== null) field.value = '';
  return given;
}

function bodyOf(fields: Fields, way: Way, secret: string) {
  const { organization, url, id, app, installation, called } = fields;
  const given = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  const signIn = way.gives === 'key' ? { app: { id: Number(app), ...(installation !== '' && { installation: Number(installation) }) } } : {};
  return {
    connector: 'github' as const,
    organization: organization.trim(),
    ...given('url', url),
    ...given('id', id),
    ...given('called', called),
    ...signIn,
    secret,
  };
}
