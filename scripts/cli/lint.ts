import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { command } from "./command.ts";
import { DEFAULT_NETWORK } from "./connection.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";

export default command<{ json: boolean; path: string }>(async ({ path }, hre) => {
  const now = Math.floor(Date.now() / 1000);
  const reports = specificationFiles(path).map((file) => ({ file, ...lintFile(file, now, { deployment: addressBookOf(hre) }) }));
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

/** Names are checked if something is deployed on the network; the chain itself is not asked. */
function addressBookOf({ globalOptions, config }: HardhatRuntimeEnvironment) {
  const network = config.networks[globalOptions.network ?? DEFAULT_NETWORK];
  return network?.chainId === undefined ? undefined : readAddressBook(network.chainId);
}
