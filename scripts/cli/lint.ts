import { isAddressEqual, zeroAddress } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Report } from "../../sdk/specification/lintSpecification.ts";
import type { Deployment } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Connection, connect, deploymentOf } from "./connection.ts";
import { lintThere } from "./lintThere.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";

/** Opens a connection only if a network is named: then what its contracts would refuse is found as well. */
export default command<{ json: boolean; path: string; strict: boolean }>(async ({ path, strict }, hre) => {
  const files = specificationFiles(path);
  const connection = hre.globalOptions.network === undefined ? undefined : await connect(hre);
  const deployment = connection && (await deploymentOf(connection));
  const now = Math.floor(Date.now() / 1000);
  const reports: (Report & { file: string })[] = [];
  for (const file of files) {
    const report = connection && deployment ? await lintOn(file, { connection, deployment }) : lintFile(file, now);
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

/** By the chain's clock, names and contracts: what passes can be created there by this account. */
async function lintOn(file: string, { connection, deployment }: { connection: Connection; deployment: Deployment }): Promise<Report> {
  const { publicClient } = connection;
  const now = Number((await publicClient.getBlock()).timestamp);
  const account = await connection.account().then(
    ({ address }) => address,
    (error) => {
      if (error instanceof PresageError && error.code === "NoAccount") return zeroAddress;
      throw error;
    },
  );
  const strangers = (await getMarkets(publicClient, { deployment })).filter(
    ({ status, creator }) => status === "Open" && !isAddressEqual(creator, account),
  );
  const titles = strangers.map(({ metadata }) => metadata.question);
  return lintThere(file, { publicClient, deployment, account, now, titles });
}
