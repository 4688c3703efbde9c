import Link from "next/link";
import { translator } from "./_lib/messages.ts";
import { buttonLook } from "./_ui/buttonLook.ts";
import { Trouble } from "./_ui/Trouble.tsx";

const t = translator();

export default function NotFound() {
  return (
    <Trouble title={t("notFound.title")} text={t("notFound.hint")}>
      <Link href="/" prefetch={false} className={buttonLook({ tone: "primary" })}>
        {t("notFound.back")}
      </Link>
    </Trouble>
  );
}
