import type { VariantProps } from "class-variance-authority";
import type { ButtonHTMLAttributes } from "react";
import { buttonLook } from "./buttonLook.ts";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & VariantProps<typeof buttonLook>;

/** Presses do something on this page; what leads to another one is a link with the look of `buttonLook`. */
export function Button({ tone, size, wide, className, type = "button", ...rest }: Props) {
  return <button type={type} className={buttonLook({ tone, size, wide, className })} {...rest} />;
}
