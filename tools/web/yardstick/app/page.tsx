import Link from "next/link";
import { connection } from "next/server";

/** The least that a page of Next and React can be: one link. */
export default async function Page() {
  await connection(); // rendered for each request, as the app's pages are
  return <Link href="/">Here</Link>;
}
