import { describeError } from "../../../sdk/errors.ts";
import type { Catalogue } from "../catalogue.ts";
import { events } from "./events.ts";
import { texts } from "./texts.ts";

/** English. What the SDK's errors say in it is the SDK's own. */
export const en: Catalogue = { language: "en", texts, events, describeError };
