import { cva } from "class-variance-authority";

/** How a button, or a link that acts like one, looks: what it means, and how much room it takes. */
export const buttonLook = cva("btn", {
  variants: {
    tone: {
      plain: "",
      primary: "btn-primary",
      quiet: "btn-quiet",
      yes: "btn-yes",
      no: "btn-no",
    },
    size: { regular: "", small: "btn-small" },
    wide: { true: "w-full", false: "" },
  },
  defaultVariants: { tone: "plain", size: "regular", wide: false },
});
