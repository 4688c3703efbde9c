import type { ReactNode } from "react";

export interface StepShown {
  title: string;
  state: "done" | "current" | "next";
  /** What the state is called, for who cannot see the mark. */
  stateText: string;
  detail?: ReactNode;
}

/** Where something stands on its way: what is done, what happens now, what comes next. */
export function Steps({ label, steps }: { label: string; steps: readonly StepShown[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ title, state, stateText, detail }) => (
        <li key={title} data-state={state} aria-current={state === "current" ? "step" : undefined}>
          <span aria-hidden className="step-mark">
            {state === "done" ? "✓" : ""}
          </span>
          <span className="step-title">
            {title}
            <span className="sr-only">, {stateText}</span>
          </span>
          {detail && <span className="note">{detail}</span>}
        </li>
      ))}
    </ol>
  );
}
