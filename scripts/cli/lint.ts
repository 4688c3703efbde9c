import { command } from "./command.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";

export default command<{ json: boolean; path: string }>(async ({ path }) => {
  const now = Math.floor(Date.now() / 1000);
  const reports = specificationFiles(path).map((file) => ({ file, ...lintFile(file, now) }));
  const ok = reports.every((report) => report.ok);
  const text = reports.flatMap(({ file, findings }) =>
    findings.length === 0 ? [`${file}: nothing to complain about`] : findings.map((finding) => findingText(file, finding)),
  );
  const [only] = reports;
  const json =
    reports.length === 1 && only
      ? { ok, findings: only.findings }
      : { ok, files: reports.map(({ file, ok, findings }) => ({ file, ok, findings })) };
  return { json, text: text.join("\n"), ok };
});
