import { useAnswer, useWord } from '../api.ts';
import { oneOf } from '../judged/use-words.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './connect.css';
import { ConnectFolder } from './connect-folder.tsx';
import { ConnectGitHub } from './connect-github.tsx';
import { ConnectProgram } from './connect-program.tsx';
import { ReplaceSecret } from './connect-replace.tsx';

const kinds = ['github', 'git', 'program'] as const;

const heads = {
  github: [
    'Which GitHub organization?',
    'What landed, who approved it, who may do what. Tickmark only reads, and needs the smallest token that works.',
  ],
  git: [
    'Which clone on this machine?',
    'What landed on the production branches, from the commits themselves. A clone holds no reviews: who approved stays unknown.',
  ],
  program: [
    'Where is the program as code?',
    'Policies and records as text in a folder that you keep in Git: what the company promises, and what people did to keep it.',
  ],
} as const;

/** Connecting something: what to give, a test before anything is kept, and the first look. */
export default function ConnectPage() {
  const [word] = useWord('kind');
  const [rotate] = useWord('rotate');
  const kind = oneOf(word, kinds, 'github');
  if (rotate !== undefined) return <Replace connection={rotate} />;
  const [title, sub] = heads[kind];
  return (
    <>
      <PageHead crumbs={[{ text: 'Connections', href: '/connections' }, { text: 'Connect' }]} title={title} sub={sub} />
      <Tabs
        label="What to connect"
        current={kind}
        tabs={[
          { key: 'github', title: 'A GitHub organization', href: '/connect?kind=github' },
          { key: 'git', title: 'A clone on this machine', href: '/connect?kind=git' },
          { key: 'program', title: 'The program as code', href: '/connect?kind=program' },
        ]}
      />
      {kind === 'github' && <ConnectGitHub />}
      {kind === 'git' && <ConnectFolder />}
      {kind === 'program' && <ConnectProgram />}
    </>
  );
}

function Replace({ connection }: { connection: string }) {
  const detail = useAnswer('GET /connections/{connection}', { params: { connection } });
  return (
    <>
      <PageHead
        crumbs={[
          { text: 'Connections', href: '/connections' },
          { text: <Untrusted text={connection} />, href: `/connections/${encodeURIComponent(connection)}` },
          { text: 'Replace the secret' },
        ]}
        title={
          <>
            Which secret takes the place of the one of <Untrusted text={connection} />?
          </>
        }
        sub="The new one is tested first. The old one is kept until the new one is; revoke it at the vendor then."
      />
      <ReplaceSecret detail={detail} />
    </>
  );
}
