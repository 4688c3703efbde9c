"use client";

import { useMemo, useSyncExternalStore } from "react";
import { type KnownTokens, knownTokens } from "../../sdk/tokens/knownTokens.ts";
import { useChainConfig } from "../_components/Providers.tsx";
import { ownTokenList } from "./ownTokenList.ts";

/** The address book's tokens and those of the reader's own list: known to this reader beside what the operator vouches for. */
export function useOwnTokens(): KnownTokens {
  const { deployment } = useChainConfig();
  const list = useSyncExternalStore(ownTokenList.subscribe, ownTokenList.get, ownTokenList.getOnServer);
  return useMemo(() => knownTokens(deployment, list ? [list] : []), [deployment, list]);
}
