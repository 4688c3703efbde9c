"use client";

import Link from "next/link";
import { useState } from "react";
import type { Due } from "../../../sdk/getDue.ts";
import { useTexts } from "../../_components/TextsProvider.tsx";
import { useDue } from "../../_lib/useChain.ts";
import { Button } from "../../_ui/Button.tsx";
import { buttonLook } from "../../_ui/buttonLook.ts";
import { Empty } from "../../_ui/Empty.tsx";
import { Panel } from "../../_ui/Panel.tsx";
import { TaskCard } from "./TaskCard.tsx";

const SHOWN = 12;

/** Every market that waits for somebody, as a task with its money, and below what may be done but need not. */
export function DueList() {
  const { t } = useTexts();
  const { due } = useDue() ?? {};
  const waiting = due?.filter(({ steps }) => steps.some(({ isDue }) => isDue));
  const possible = due?.filter(({ steps }) => !steps.some(({ isDue }) => isDue));
  return (
    <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] gap-8">
      <div className="grid max-w-2xl gap-1">
        <h1 className="text-3xl">{t("due.title")}</h1>
        <p className="text-soft">{t("due.lead")}</p>
      </div>
      {!waiting && (
        <p role="status" className="empty">
          {t("loading")}
        </p>
      )}
      {waiting?.length === 0 && (
        <Empty title={t("due.none")} hint={t("due.noneHint")}>
          <Link prefetch={false} href="/?sort=closing" className={buttonLook({})}>
            {t("list.sort.closing")}
          </Link>
        </Empty>
      )}
      {waiting && waiting.length > 0 && <Tasks title={t("due.waiting")} note={t("due.waitingHint")} tasks={waiting} />}
      {possible && possible.length > 0 && <Tasks title={t("due.possible")} note={t("due.possibleHint")} tasks={possible} />}
    </div>
  );
}

function Tasks({ title, note, tasks }: { title: string; note: string; tasks: readonly Due[] }) {
  const { t } = useTexts();
  const [isWhole, setWhole] = useState(false);
  return (
    <Panel title={title} note={note}>
      <ul className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        {(isWhole ? tasks : tasks.slice(0, SHOWN)).map((due) => (
          <TaskCard key={String(due.market.id)} due={due} />
        ))}
      </ul>
      {!isWhole && tasks.length > SHOWN && (
        <Button size="small" className="justify-self-start" onClick={() => setWhole(true)}>
          {t("market.showAll", { count: tasks.length })}
        </Button>
      )}
    </Panel>
  );
}
