import type { Metadata } from "next";
import { translator } from "../_lib/messages.ts";

export const metadata: Metadata = { title: "What can go wrong" };

const t = translator();
const RISKS = ["audit", "loss", "answer", "void", "price", "token", "unknown"] as const;

export default function Risks() {
  return (
    <article className="mx-auto grid w-full max-w-2xl grid-cols-[minmax(0,1fr)] gap-8">
      <header className="grid gap-3">
        <h1 className="text-3xl">{t("unaudited.more")}</h1>
        <p className="notice text-base!">{t("risks.lead")}</p>
      </header>
      <ol className="risks">
        {RISKS.map((risk) => (
          <li key={risk}>
            <h2 className="text-lg">{t(`risks.${risk}`)}</h2>
            <p className="text-soft text-pretty">{t(`risks.${risk}.text`)}</p>
          </li>
        ))}
      </ol>
    </article>
  );
}
