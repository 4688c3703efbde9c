import Link from "next/link";
import { translator } from "./_lib/messages.ts";

const t = translator();

export default function NotFound() {
  return (
    <div className="card panel mx-auto max-w-lg grid gap-3 text-center">
      <h1 className="text-xl">{t("notFound.title")}</h1>
      <Link href="/" className="btn justify-self-center">
        {t("notFound.back")}
      </Link>
    </div>
  );
}
