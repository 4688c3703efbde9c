import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { pythonTool } from "../../../tools/checks/pythonTool.ts";

const tool = { name: "presage-test-tool", pip: "presage-test-tool", version: "1.2.3" };
const environment = path.resolve("cache", tool.name);
const scratch = mkdtempSync(path.join(tmpdir(), "presage-python-"));
const installations = path.join(scratch, "installations");
const usual = process.env.PATH;
after(() => {
  process.env.PATH = usual;
  for (const folder of [scratch, environment]) rmSync(folder, { recursive: true, force: true });
});

describe("pythonTool", { skip: process.platform === "win32" && "the stand-in for Python is a shell script" }, () => {
  it("installs once, into the clone, and again when the clone has been moved or the version is another", () => {
    writeStandIn();
    const install = () => pythonTool(tool);
    const { program, env, missing } = install();
    assert.equal(missing, null);
    assert.equal(program, path.join(environment, "bin", tool.name));
    assert.equal(env.HOME, environment);
    assert.equal(env.PATH?.split(path.delimiter)[0], path.join(environment, "bin"));
    install();
    assert.equal(countInstallations(), 1);

    // what pip writes names the folder that it was written in
    writeFileSync(program, readFileSync(program, "utf8").replaceAll(environment, "/somewhere/else"));
    assert.equal(install().missing, null);
    assert.equal(countInstallations(), 2);

    writeFileSync(program, readFileSync(program, "utf8").replaceAll(tool.version, "1.2.2"));
    assert.equal(install().missing, null);
    assert.equal(countInstallations(), 3);
  });

  it("says why the tool cannot be had", () => {
    rmSync(environment, { recursive: true });
    process.env.PATH = scratch; // in which there is nothing but the stand-in
    writeFileSync(path.join(scratch, "python3"), "#!/bin/sh\necho no venv here >&2\nexit 1\n");
    assert.match(pythonTool(tool).missing ?? "", /python3 -m venv .*failed: no venv here/);
  });
});

/** A `python3` whose environments hold a `python` that "installs" the tool. */
function writeStandIn(): void {
  const toolText = `#!/bin/sh\\n# $0\\necho ${tool.name} ${tool.version}\\n`;
  const pip = ["#!/bin/sh", `echo >> ${installations}`, `printf "${toolText}" > "$0-tool"`, `mv "$0-tool" "$(dirname "$0")/${tool.name}"`];
  writeFileSync(path.join(scratch, "pip"), [...pip, `chmod +x "$(dirname "$0")/${tool.name}"`, ""].join("\n"), { mode: 0o755 });
  // $4 is the folder of `python3 -m venv --clear folder`
  const venv = ["#!/bin/sh", 'rm -rf "$4"', 'mkdir -p "$4/bin"', `cp ${path.join(scratch, "pip")} "$4/bin/python"`, ""];
  writeFileSync(path.join(scratch, "python3"), venv.join("\n"), { mode: 0o755 });
  mkdirSync(environment, { recursive: true });
  process.env.PATH = `${scratch}${path.delimiter}${usual}`;
}

function countInstallations(): number {
  return readFileSync(installations, "utf8").length;
}
