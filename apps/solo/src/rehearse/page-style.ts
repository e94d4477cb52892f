export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1a2330;--soft:#5c6b7d;--line:#dde3ea;--paper:#f6f8fa;--card:#fff;--good:#12714a;--bad:#b3261e;
--c0:#1d5fbf;--c1:#c2570c;--c2:#12714a;--c3:#8a3ffc;--c4:#a1660a;--c5:#5c6b7d}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#9aa9ba;--line:#2b3644;--paper:#11171f;--card:#18212c;--good:#5ad19a;--bad:#ff8a80;
--c0:#7db2ff;--c1:#ffab6b;--c2:#5ad19a;--c3:#c4a2ff;--c4:#e8c268;--c5:#9aa9ba}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans SC",sans-serif}
main{max-width:1000px;margin:0 auto;padding:24px 16px 48px}header p{margin:0;color:var(--soft)}h1{margin:4px 0 8px;font-size:28px;line-height:1.2}
.good{color:var(--good)}.bad{color:var(--bad)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;margin:24px 0}
.figures div,figure,table{background:var(--card);border:1px solid var(--line);border-radius:8px}.figures div{padding:12px 14px}
dt{color:var(--soft);font-size:14px}dd{margin:0;font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}small{color:var(--soft);font-weight:400}
figure{margin:0 0 16px;padding:12px 14px}figcaption{font-weight:600;margin-bottom:6px}.keys{float:right;font-weight:400;font-size:14px}.keys span{margin-left:12px}
.keys span::before{content:"";display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:5px;background:currentColor}
svg{display:block;width:100%;height:auto}path{fill:none;stroke-width:1.8;stroke-linejoin:round}.grid line{stroke:var(--line)}
.grid text{fill:var(--soft);font-size:12px;text-anchor:end}.grid text.x{text-anchor:start}.grid text.x.end{text-anchor:end}
${[0, 1, 2, 3, 4, 5].map((index) => `.s${index}{stroke:var(--c${index})}.k${index}{color:var(--c${index})}`).join('')}
.tables{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:16px;align-items:start}table{border-collapse:separate;border-spacing:0;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:6px 14px;text-align:right;border-top:1px solid var(--line)}th:first-child{text-align:left;font-weight:400}thead th{border:0;color:var(--soft);font-weight:400;font-size:14px}
footer{margin-top:24px;color:var(--soft);font-size:14px}
@media (max-width:520px){.figures{grid-template-columns:1fr 1fr}.keys{float:none;display:block}.keys span{margin:0 12px 0 0}.grid text{font-size:20px}h1{font-size:24px}dd{font-size:20px}}`;
