/** What a record has under a name that somebody wrote: `constructor` is one like any other. */
export function namedIn<value>(record: Readonly<Record<string, value>> | undefined, name: string): value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
