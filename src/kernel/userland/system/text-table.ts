/** Columns as libsmartcols prints them: as wide as their widest cell, one blank between, the last one not padded. */

/** Text, or text that stands at the right edge of its column. */
export type Cell = string | { readonly right: string };

/** Rows of equal length below their titles as lines. Titles count for the widths even where they are not shown. */
export function tableText(rows: readonly (readonly Cell[])[], titles: readonly Cell[], hidesTitles: boolean): string {
  const widths = titles.map((title) => textOf(title).length);
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, textOf(cell).length);
  }
  let text = '';
  for (const row of hidesTitles ? rows : [titles, ...rows]) {
    const cells = row.map((cell, at) => {
      if (typeof cell !== 'string') return cell.right.padStart(widths[at]!);
      return at === row.length - 1 ? cell : cell.padEnd(widths[at]!);
    });
    text += `${cells.join(' ')}\n`;
  }
  return text;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.right;
}
