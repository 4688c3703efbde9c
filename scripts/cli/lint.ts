import type { Report } from "../../sdk/specification/lintSpecification.ts";
import { command } from "./command.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";

/** Opens a connection only if a network is named: then what its contracts would refuse is found as well. */
export default command<{ json: boolean; path: string; strict: boolean }>(async ({ path, strict }, hre) => {
  const files = specificationFiles(path);
  const now = Math.floor(Date.now() / 1000);
  const isOffline = hre.globalOptions.network === undefined;
  // what connects is loaded only then: it takes as long as the linter itself
  const lint = isOffline ? async (file: string) => lintFile(file, now) : await (await import("./linterOn.ts")).linterOn(hre);
  const reports: (Report & { file: string })[] = [];
  for (const file of files) {
    const report = await lint(file);
    reports.push({ ...report, file, ok: report.ok && !(strict && report.findings.length > 0) });
  }
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
