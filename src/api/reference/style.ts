export const referenceStyle = `
.top { display: flex; gap: 12px; align-items: center; height: 44px; padding: 0 var(--gutter); border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--bg); z-index: 1; }
.top span { color: var(--ink-2); border-left: 1px solid var(--line); padding-left: 12px; }
.brand { display: flex; gap: 8px; align-items: center; color: var(--ink); text-decoration: none; font-size: 15px; }
.brand .g { fill: var(--ink); } .brand .t { fill: none; stroke: var(--accent); stroke-width: 3.4; }
.raw { margin-left: auto; }
main { max-width: 1080px; padding: 24px var(--gutter) 80px; }
h1 { font-size: 25px; line-height: 31px; font-weight: 500; margin: 0 0 8px; }
h1 code { font-size: 22px; }
.lead { max-width: 68ch; color: var(--ink-2); margin: 0 0 12px; }
pre { font: 12px/18px var(--mono); background: var(--sunken); margin: 0; padding: 12px 16px; overflow-x: auto; }
.rules { display: grid; grid-template-columns: 128px minmax(0, 76ch) 1fr; margin: 24px 0; border-top: 1.5px solid var(--rule); }
.rules dt, .rules dd { margin: 0; padding: 6px 0; border-bottom: 1px solid var(--hair); } .rules dd { grid-column: 2 / 4; padding-right: max(0px, 100% - 76ch); }
.rules dt { color: var(--ink-2); } 
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 0; padding: 0; }
section { margin-top: 40px; scroll-margin-top: 56px; }
h2 { font-size: 18px; line-height: 24px; font-weight: 500; margin: 0; padding: 8px 0; border-top: 1.5px solid var(--rule); border-bottom: 1px solid var(--line); display: flex; }
h2 span { margin-left: auto; font-size: 12px; font-weight: 400; color: var(--ink-3); }
article { padding: 14px 0 12px; border-bottom: 1px solid var(--hair); scroll-margin-top: 48px; }
article:target { background: var(--accent-tint); box-shadow: inset 2px 0 var(--accent); padding-left: 12px; }
h3 { font-size: 13px; line-height: 19px; font-weight: 400; margin: 0; display: flex; gap: 12px; align-items: baseline; }
h3 a { color: var(--ink); text-decoration: none; overflow-wrap: anywhere; } h3 a:hover code { text-decoration: underline; }
h3 code { font-weight: 500; } h3 i { color: var(--accent); font-style: normal; }
.method { display: inline-block; min-width: 52px; font: 500 12px/19px var(--mono); color: var(--ink-2); }
.may { margin-left: auto; color: var(--ink-3); font-size: 12px; }
article p { margin: 4px 0 8px; max-width: 76ch; color: var(--ink-2); }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 8px; font-size: 12px; line-height: 16px; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: 5px 16px 5px 0; border-top: 1px solid var(--hair); }
th { width: 128px; } .type { width: 30%; font-family: var(--mono); font-size: 11.5px; color: var(--ink-2); }
details { margin: 4px 0 0; } summary { cursor: pointer; color: var(--accent); font-size: 12px; line-height: 20px; width: fit-content; }
details pre { margin: 4px 0 8px; } .file { font-size: 12px; margin: 4px 0; }
.refuses { list-style: none; margin: 4px 0 8px; padding: 0; font-size: 12px; line-height: 20px; } .refuses b { font-weight: 500; display: inline-block; min-width: 40px; }
@media (max-width: 720px) {
  .rules { grid-template-columns: minmax(0, 1fr); } .rules dd { grid-column: 1; padding-right: 0; } .rules dt { border-bottom: 0; padding-bottom: 0; }
  table, tbody, tr, th, td { display: block; width: auto; } tr { border-top: 1px solid var(--hair); padding: 4px 0; } th, td { border: 0; padding: 1px 0; }
}
@media print { .top { position: static; } details:not([open]) > *:not(summary) { display: none; } }
`;
