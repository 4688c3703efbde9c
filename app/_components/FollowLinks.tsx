"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

/** Follows the links inside without loading the page anew, as `next/link` does for one: a list has too many for a component each. */
export function FollowLinks({ className, children }: { className: string; children: ReactNode }) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    const isElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || isElsewhere || event.defaultPrevented || link.target || link.origin !== location.origin) return;
    event.preventDefault();
    router.push(link.pathname + link.search + link.hash);
  };
  return (
    // biome-ignore lint/a11y: whoever presses Enter on a link clicks it
    <div className={className} onClick={follow}>
      {children}
    </div>
  );
}
