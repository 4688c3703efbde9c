import type { ReactNode } from "react";

/** In place of a page that could not be shown: what happened, and what the reader can do. */
export function Trouble({ title, text, hint, children }: { title: string; text?: string; hint?: string; children?: ReactNode }) {
  return (
    <div role="alert" className="trouble">
      <svg
        aria-hidden="true"
        width="40"
        height="40"
        viewBox="0 0 40 40"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      >
        <path d="M4 28h8l5-14 7 20 4-10h3" opacity="0.35" />
        <circle cx="34" cy="24" r="2" fill="currentColor" />
      </svg>
      <h1 className="text-2xl">{title}</h1>
      {text && <p className="max-w-md text-pretty">{text}</p>}
      {hint && <p className="note max-w-md text-pretty">{hint}</p>}
      {children && <div className="mt-2 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
