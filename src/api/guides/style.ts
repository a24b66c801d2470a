import { plainTokens } from '../plain-page.ts';

export const guideStyle = `${plainTokens}
.top { display: flex; gap: 12px; align-items: center; height: 44px; padding: 0 var(--gutter); border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--bg); z-index: 1; }
.top > span, .top > a.here { border-left: 1px solid var(--line); padding-left: 12px; color: var(--ink-2); text-decoration: none; }
.brand { display: flex; gap: 8px; align-items: center; color: var(--ink); text-decoration: none; font-size: 15px; font-weight: 600; }
.raw { margin-left: auto; }
.skip { position: absolute; left: -999px; } .skip:focus { left: var(--gutter); top: 8px; z-index: 2; background: var(--bg); padding: 4px 8px; }
.page { display: grid; grid-template-columns: 216px minmax(0, 760px); gap: 48px; max-width: 1120px; padding: 24px var(--gutter) 80px; }
.page.list { grid-template-columns: minmax(0, 760px); }
nav.all { font-size: 12px; line-height: 16px; align-self: start; position: sticky; top: 68px; max-height: calc(100vh - 84px); overflow-y: auto; }
nav.all h2 { font-size: 11px; line-height: 14px; font-weight: 500; color: var(--ink-3); margin: 16px 0 4px; padding: 0; border: 0; } nav.all h2:first-child { margin-top: 0; }
nav.all ul { list-style: none; margin: 0; padding: 0; } nav.all a { display: block; padding: 4px 8px 4px 10px; border-left: 2px solid var(--hair); color: var(--ink-2); text-decoration: none; }
nav.all a:hover { color: var(--accent); } nav.all a[aria-current] { border-color: var(--accent); color: var(--ink); font-weight: 500; }
h1 { font-size: 25px; line-height: 31px; font-weight: 500; margin: 0 0 12px; }
main h2 { font-size: 18px; line-height: 24px; font-weight: 500; margin: 40px 0 12px; padding-top: 10px; border-top: 1.5px solid var(--rule); scroll-margin-top: 52px; }
h3 { font-size: 15px; line-height: 22px; font-weight: 600; margin: 24px 0 8px; scroll-margin-top: 52px; } h4 { font-size: 13px; margin: 16px 0 4px; }
p, ul, ol { margin: 0 0 12px; max-width: 72ch; font-size: 14px; line-height: 21px; color: var(--ink-2); } main strong { color: var(--ink); font-weight: 600; }
ul, ol { padding-left: 20px; } li { margin: 4px 0; } li > p { margin: 0 0 4px; }
blockquote { margin: 0 0 12px; padding-left: 12px; border-left: 2px solid var(--line); }
pre { font: 12px/18px var(--mono); background: var(--sunken); margin: 0 0 12px; padding: 10px 14px; overflow-x: auto; border-radius: 2px; }
pre.sh { border-left: 2px solid var(--accent); } pre code { font-size: 12px; } :not(pre) > code { overflow-wrap: anywhere; color: var(--ink); } a > code, main a:not(pre) > code { color: inherit; }
.wide { overflow-x: auto; margin: 0 0 16px; } table { border-collapse: collapse; width: 100%; font-size: 12px; line-height: 16px; border-top: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--hair); color: var(--ink-2); } th { font-size: 11px; font-weight: 500; color: var(--ink-3); border-bottom-color: var(--line); }
td:first-child { color: var(--ink); min-width: 96px; }
p:has(> .shot) { max-width: none; } .shot { display: block; margin: 4px 0 16px; } img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); }
.contents { margin: 0 0 24px; padding: 8px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); font-size: 12px; line-height: 18px; }
.contents ul { display: flex; flex-wrap: wrap; gap: 2px 20px; list-style: none; margin: 0; padding: 0; font-size: 12px; line-height: 18px; max-width: none; } .contents li { margin: 0; }
.guides { list-style: none; padding: 0; max-width: none; } .guides li { margin: 0; padding: 8px 0; border-bottom: 1px solid var(--hair); } .guides a { font-size: 15px; line-height: 22px; } .guides p { margin: 2px 0 0; font-size: 13px; line-height: 19px; }
@media (max-width: 860px) {
  .page { grid-template-columns: minmax(0, 1fr); gap: 24px; padding-top: 16px; } nav.all { grid-row: 2; position: static; max-height: none; border-top: 1.5px solid var(--rule); padding-top: 12px; }
  nav.all a { padding: 8px 10px; } .contents ul { gap: 6px 16px; }
}
@media print { .top, nav.all, .contents { display: none; } .page { display: block; padding: 0; } pre { white-space: pre-wrap; } }
`;
