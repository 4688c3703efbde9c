import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const SYSTEM_FONTS = ["/usr/share/fonts", "/usr/local/share/fonts"];

/**
 * Writes fonts.conf beside an unpacked browser and returns its path: the fonts that were unpacked with it, the system's if
 * there are any, and a cache beside them. The package's own file names folders of the service that it was made for, and
 * without a single font the browser crashes. What is there is compared at each start, since the folder may have been moved.
 */
export function writeFontConfiguration(folder: string): string {
  const fonts = [path.join(folder, "fonts"), ...SYSTEM_FONTS.filter((each) => existsSync(each))];
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    ...fonts.map((each) => `  <dir>${escapeXml(each)}</dir>`),
    `  <cachedir>${escapeXml(path.join(folder, "font-cache"))}</cachedir>`,
    "</fontconfig>",
    "",
  ].join("\n");
  const file = path.join(folder, "fonts.conf");
  if (existsSync(file) && readFileSync(file, "utf8") === text) return file;
  const unfinished = `${file}-${process.pid}`; // a browser that starts beside this must not read half of it
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
  return file;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
