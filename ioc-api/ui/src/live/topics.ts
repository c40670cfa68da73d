/** Subscriptions: `kind/*` or `kind/id`, each wanted by any number of places on the screen. */

export function kindOf(topic: string): string {
  const slash = topic.indexOf('/')
  return slash < 0 ? topic : topic.slice(0, slash)
}

export function idOf(topic: string): string {
  return topic.slice(topic.indexOf('/') + 1)
}

/** What must be asked of the server: patterns somebody wants, less those that a wanted wildcard covers. */
export function effectivePatterns(wanted: ReadonlyMap<string, number>): Set<string> {
  const effective = new Set<string>()
  for (const [pattern, count] of wanted) {
    if (count <= 0) continue
    const wildcard = `${kindOf(pattern)}/*`
    if (pattern !== wildcard && (wanted.get(wildcard) ?? 0) > 0) continue
    effective.add(pattern)
  }
  return effective
}

export function difference(from: ReadonlySet<string>, to: ReadonlySet<string>): string[] {
  return [...to].filter((each) => !from.has(each))
}
