import Link from "next/link";

/** One of a few views of the same, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly { text: string; href: string; isCurrent: boolean }[] }) {
  return (
    <nav aria-label={label} className="segmented max-sm:w-full">
      {tabs.map(({ text, href, isCurrent }) => (
        <Link key={href} href={href} prefetch={false} scroll={false} aria-current={isCurrent ? "page" : undefined} className="segment-link">
          {text}
        </Link>
      ))}
    </nav>
  );
}
