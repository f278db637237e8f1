/**
 * The look of the HTML report: light and dark by what the reader prefers, print in light.
 *
 * The first six curves are told apart with protanopia, deuteranopia and tritanopia as well, all stand out from their ground by 3 : 1 and
 * more, words by 4.5 : 1; the ramps go one way in lightness (tested). Shapes of marks say the same as colours.
 */

const light = {
  ground: '#ffffff',
  raised: '#f4f6f8',
  ink: '#16191d',
  faint: '#59626d',
  rule: '#d5dae0',
  good: '#0b6b3a',
  bad: '#b3261e',
  series: ['#0e71cb', '#de3d01', '#087066', '#8d2d91', '#847646', '#0098bc', '#1f424b', '#c52384'],
  ramp: ['#2f9a8f', '#24878f', '#1f748d', '#245f89', '#314a80', '#3c3572', '#41215f', '#3f0f49'],
  heat: ['#2a0a3c', '#8c2981', '#e0526a', '#fca36b', '#fbd9a0'],
  none: '#e9eef2',
};

const dark: typeof light = {
  ground: '#12151a',
  raised: '#1b2027',
  ink: '#eef1f4',
  faint: '#a3adb8',
  rule: '#333b45',
  good: '#6fd69a',
  bad: '#ff8a80',
  series: ['#5c90dd', '#f48100', '#0acb90', '#c1aeff', '#f1d839', '#8ff3ff', '#c9e4c2', '#ffa0c6'],
  ramp: ['#3f7f9f', '#3d94a3', '#46a89f', '#5fbb93', '#85cc83', '#b0da72', '#dbe56d', '#fcf09a'],
  heat: ['#fcfdbf', '#fe9f6d', '#de4968', '#8c2981', '#4a2568'],
  none: '#252c35',
};

export function styleSheet(): string {
  return [
    `:root{color-scheme:light dark;${colors(light)}}`,
    `@media (prefers-color-scheme:dark){:root{${colors(dark)}}}`,
    LAYOUT,
    ...light.series.map((_, at) => `.s${at}{--own:var(--s${at})}`),
    ...light.ramp.map((_, at) => `.r${at}{--own:var(--r${at})}`),
    ...light.heat.map((_, at) => `.h${at}{fill:var(--h${at})}`),
    `@media print{:root{color-scheme:light;${colors(light)}}${PRINT}}`,
  ].join('\n');
}

function colors({ series, ramp, heat, ...names }: typeof light): string {
  const lists = { s: series, r: ramp, h: heat };
  return [
    ...Object.entries(names),
    ...Object.entries(lists).flatMap(([letter, list]) => list.map((color, at) => [`${letter}${at}`, color])),
  ]
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');
}

const LAYOUT = `*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 2rem 4rem;max-width:84rem;background:var(--ground);color:var(--ink);
font:1.0625rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{margin:0;font-size:2.25rem;line-height:1.2;text-wrap:balance}
h2{margin:3rem 0 1rem;padding-top:1rem;border-top:2px solid var(--ink);font-size:1.5rem;line-height:1.25}
p,figure{margin:0 0 1rem}
.lead{margin-top:.5rem;color:var(--faint);font-size:1.125rem}
.verdict{margin:1rem 0;padding:.75rem 1rem;border-left:.375rem solid;background:var(--raised)}
.verdict ul{margin:.5rem 0 0;padding-left:1.25rem}
.good{border-color:var(--good)}.good strong{color:var(--good)}
.bad{border-color:var(--bad)}.bad strong{color:var(--bad)}
figcaption{font-weight:650;font-size:1.1875rem}
figcaption small{display:block;color:var(--faint);font-weight:400;font-size:.9375rem}
figure{margin:1.25rem 0 2.25rem;max-width:68rem;break-inside:avoid}
svg{display:block;width:100%;height:auto;font-family:inherit}
text{fill:var(--ink)}
.tick{font-size:16px;fill:var(--faint);font-variant-numeric:tabular-nums}
.name{font-size:16px;font-weight:600}
.key{font-size:17px}
.small{font-size:13px;fill:var(--faint)}
.grid{stroke:var(--rule);stroke-width:1}
.axis{stroke:var(--faint);stroke-width:1.5}
.curve{fill:none;stroke:var(--own);stroke-width:2.75;stroke-linejoin:round}
.joined{stroke-dasharray:7 5}
.bar{stroke:var(--own);stroke-width:1.75}
.mark{fill:var(--own);stroke:var(--ground);stroke-width:1.25}
.ring{fill:none;stroke:var(--ink);stroke-width:2.25}
.h-none{fill:var(--none)}
.h-never{fill:var(--ground);stroke:var(--rule);stroke-width:.5}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--faint);padding-bottom:.5rem}
th,td{padding:.25rem .5rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
.best td,.best th{background:var(--raised);font-weight:650}
.wrong td,.wrong th{color:var(--bad)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.25rem;margin:0}
dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}
code{font:.9375rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}`;

const PRINT = `body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
h2{break-after:avoid}.scroll{overflow:visible}table{font-size:7.5pt}th,td{padding:.125rem .25rem}
thead{display:table-header-group}tr{break-inside:avoid}`;
