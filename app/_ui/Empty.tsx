import type { ReactNode } from "react";

/** In place of what there is nothing of: says so, and what to do about it. */
export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="font-medium text-ink">{title}</p>
      {hint && <p className="max-w-md text-pretty">{hint}</p>}
      {children && <div className="mt-2">{children}</div>}
    </div>
  );
}
