import type { ComponentProps, ReactNode } from "react";

/** A line to type in, under its name; what stands behind it (`children`) belongs to its name as well. */
export function TextField({
  label,
  isInvalid,
  onText,
  children,
  ...input
}: Omit<ComponentProps<"input">, "className" | "onChange"> & {
  label: string;
  isInvalid: boolean;
  onText: (text: string) => void;
  children?: ReactNode;
}) {
  return (
    <label>
      <span className="label">{label}</span>
      <input className="field" autoComplete="off" aria-invalid={isInvalid} onChange={({ target }) => onText(target.value)} {...input} />
      {children}
    </label>
  );
}
