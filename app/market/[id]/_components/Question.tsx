"use client";

import { useCallback, useState } from "react";
import { useTexts } from "../../../_components/TextsProvider.tsx";

/** The question in five lines, all of it on request. */
export function Question({ text, className }: { text: string; className: string }) {
  const { t } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const [isCut, setCut] = useState(false);
  const measure = useCallback((element: HTMLElement) => {
    const observer = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="max-w-3xl">
      <h1 className={className} style={{ overflowWrap: "anywhere" }}>
        <bdi ref={measure} className={isWhole ? "block" : "line-clamp-5"}>
          {text}
        </bdi>
      </h1>
      {(isCut || isWhole) && (
        <button type="button" className="link min-h-6 text-sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? "market.question.less" : "market.question.more")}
        </button>
      )}
    </div>
  );
}
