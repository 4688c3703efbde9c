/** Rows of a comma-separated file with the given header; every error names the line. */
export function readCsv<Row>(text: string, header: string, parse: (cells: string[], line: number) => Row): Row[] {
  const [first, ...rest] = text.trim().split(/\r?\n/);
  if (first !== header) throw new Error(`line 1: the header is "${first}", expected "${header}"`);
  const columns = header.split(",").length;
  return rest.map((row, index) => {
    const cells = row.split(",");
    if (cells.length !== columns) throw new Error(`line ${index + 2}: ${cells.length} columns, expected ${columns}`);
    return parse(cells, index + 2);
  });
}

/** A whole number of the file, or an error that names the line. */
export function whole(cell: string, line: number): bigint {
  if (!/^\d+$/.test(cell)) throw new Error(`line ${line}: "${cell}" is not a whole number`);
  return BigInt(cell);
}
