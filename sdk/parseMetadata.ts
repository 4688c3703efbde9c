import type { Band, Metadata } from "./types.ts";

/**
 * A market's text as its creator wrote it, made safe to read but not to render: whatever has the wrong type is left out or
 * filled in, nothing throws, and every string stays as hostile as it was. `isValid` is false if the text is not what this
 * project writes; then what is shown was filled in. `outcomes` has one name for each outcome in any case.
 */
export function parseMetadata(text: string, outcomeCount: number): { metadata: Metadata; isValid: boolean; outcomes: string[] } {
  const json = parseJson(text);
  const given = Array.isArray(json.outcomes) ? json.outcomes.filter(isText) : [];
  const scalar = parseScalar(json.scalar);
  const isNamed = given.length === outcomeCount;
  const outcomes = isNamed ? given : nameOutcomes(outcomeCount, scalar !== undefined);
  const metadata: Metadata = {
    question: textOr(json.question, ""),
    category: textOr(json.category, ""),
    outcomes,
    rules: textOr(json.rules, ""),
    source: textOr(json.source, ""),
    edgeCases: parseEdgeCases(json.edgeCases),
    ...(isText(json.knowableBy) && { knowableBy: json.knowableBy }),
    ...(scalar && { scalar }),
    ...(Array.isArray(json.bands) && { bands: json.bands.map(parseBand) }),
  };
  const isValid = isNamed && [json.question, json.category, json.rules, json.source].every(isText) && metadata.question !== "";
  return { metadata, isValid, outcomes };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : {};
  } catch {
    return {};
  }
}

function nameOutcomes(count: number, isScalar: boolean): string[] {
  if (isScalar && count === 2) return ["Higher", "Lower"];
  return Array.from({ length: count }, (_, index) => `Outcome ${index + 1}`);
}

function parseScalar(value: unknown): Metadata["scalar"] {
  if (!isRecord(value) || !isNumber(value.low) || !isNumber(value.high) || value.low >= value.high) return undefined;
  return { low: value.low, high: value.high, unit: textOr(value.unit, "") };
}

function parseEdgeCases(value: unknown): Metadata["edgeCases"] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((edgeCase) => ({ if: textOr(edgeCase.if, ""), then: textOr(edgeCase.then, "") }));
}

function parseBand(value: unknown): Band {
  const band = isRecord(value) ? value : {};
  return {
    name: textOr(band.name, ""),
    ...(isNumber(band.low) && { low: band.low }),
    ...(isNumber(band.high) && { high: band.high }),
  };
}

function textOr(value: unknown, otherwise: string): string {
  return isText(value) ? value : otherwise;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
