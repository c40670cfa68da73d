/** The keys of one language's words, for another to have the same. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
