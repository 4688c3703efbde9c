import type { ReactNode } from "react";

export interface Column<Row> {
  id: string;
  title: string;
  /** Amounts stand at the right, under one another. */
  isNumber?: boolean;
  /** What a card needs no word for: its head, and what can be done. */
  role?: "head" | "action";
  cell: (row: Row) => ReactNode;
  sort?: "ascending" | "descending";
}

/** Rows on a wide screen, cards on a narrow one: the same table, so that nothing is cut off and it is read as one. */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  isMarked,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** A row that is the reader's own. */
  isMarked?: (row: Row) => boolean;
}) {
  return (
    <table className="table table-cards" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ id, title, isNumber, role, sort }) => (
            <th key={id} scope="col" className={isNumber ? "num" : ""} aria-sort={sort}>
              {role === "action" ? <span className="sr-only">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} data-marked={isMarked?.(row) || undefined}>
            {columns.map(({ id, title, isNumber, role, cell }) => (
              <td key={id} data-role={role} className={isNumber ? "num" : ""}>
                {!role && (
                  <span className="card-word" aria-hidden>
                    {title}
                  </span>
                )}
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
