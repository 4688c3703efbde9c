import type { ReactNode } from "react";

/** A titled part of a page, with what one can do about all of it beside the title. */
export function Panel({
  title,
  label = title,
  note,
  action,
  children,
}: {
  title: string;
  /** Its name for assistive technology, where the title alone says too little. */
  label?: string;
  note?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={label} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-xl">{title}</h2>
          {note && <p className="note">{note}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
