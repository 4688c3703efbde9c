import "server-only";

/** Where something of the relay's is, for the server alone; null where no relay is configured. */
export function relayUrl(path: string): URL | null {
  const { PRESAGE_RELAY_URL } = process.env;
  return PRESAGE_RELAY_URL ? new URL(path, `${PRESAGE_RELAY_URL.replace(/\/+$/, "")}/`) : null;
}
