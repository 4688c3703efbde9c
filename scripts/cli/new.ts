import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PresageError } from "../../sdk/errors.ts";
import { type TemplateKind, templateKinds, templateOf } from "../../sdk/specification/templates/templateOf.ts";
import { cutText } from "../../sdk/text/cutText.ts";
import { command } from "./command.ts";

/** Writes a specification to start from: it lints, and its dates lie ahead. Opens no connection and overwrites nothing. */
export default command<{ json: boolean; kind: string; file: string }>(async ({ kind, file }) => {
  if (!isKind(kind)) {
    throw new PresageError({
      code: "UnknownKind",
      message: kind ? `There is no template "${kind}".` : "No template is named.",
      remedy: `Choose one of ${templateKinds.join(", ")}, such as \`npx hardhat presage new yes-no markets/mine.yaml\`.`,
    });
  }
  const target = file || path.join("markets", `${kind}.yaml`);
  if (existsSync(target)) {
    throw new PresageError({
      code: "FileExists",
      message: `There is a ${target} already.`,
      remedy: `Name another file: \`npx hardhat presage new ${kind} markets/NAME.yaml\`. Nothing was written.`,
    });
  }
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, templateOf(kind, Math.floor(Date.now() / 1000)), { flag: "wx" });
  } catch (cause) {
    throw new PresageError({
      code: "CannotWrite",
      message: `"${cutText(target, 100)}" cannot be written (${(cause as NodeJS.ErrnoException).code}).`,
      remedy: "Name a file in a folder that you may write to. Nothing was written.",
      cause,
    });
  }
  const next = `npx hardhat presage lint ${target}`;
  return { json: { file: target, kind }, text: `Wrote ${target}. Change it to your question, then check it with \`${next}\`.` };
});

function isKind(kind: string): kind is TemplateKind {
  return (templateKinds as string[]).includes(kind);
}
