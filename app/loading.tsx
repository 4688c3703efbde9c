import { translator } from "./_lib/messages.ts";

const t = translator();

export default function Loading() {
  return (
    <p role="status" className="note">
      {t("loading")}
    </p>
  );
}
