/** As much of the language's own types as carries a type from one place to another. */
const LANGUAGE = `
interface Object {} interface Boolean {} interface Number {} interface String {} interface RegExp {} interface IArguments {} interface Symbol {}
interface TemplateStringsArray extends ReadonlyArray<string> {}
interface Function { apply(t: any, a?: any): any; call(t: any, ...a: any[]): any; bind(t: any, ...a: any[]): any }
interface CallableFunction extends Function { bind<T>(this: T, t: any, ...a: any[]): T; call<A extends any[], R>(this: (...a: A) => R, t: any, ...a: A): R }
interface NewableFunction extends Function {}
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol }
declare var Symbol: SymbolConstructor;
interface IteratorResult<T, R = any> { done?: boolean; value: T } interface Iterator<T, R = any, N = any> { next(...a: any[]): IteratorResult<T> }
interface Iterable<T, R = any, N = any> { [Symbol.iterator](): Iterator<T> } interface IterableIterator<T, R = any, N = any> extends Iterator<T> { [Symbol.iterator](): IterableIterator<T> }
interface Generator<T = any, R = any, N = any> extends Iterator<T> { [Symbol.iterator](): Generator<T> }
interface AsyncIterable<T> { [Symbol.asyncIterator](): any } interface AsyncGenerator<T = any, R = any, N = any> extends AsyncIterable<T> {}
interface ReadonlyArray<T> {
  readonly length: number; readonly [n: number]: T; [Symbol.iterator](): IterableIterator<T>; at(n: number): T; find(f: (v: T, i: number) => any): T;
  forEach(f: (v: T, i: number, a: T[]) => any): void; map<U>(f: (v: T, i: number, a: T[]) => U): U[]; flatMap<U>(f: (v: T) => U | U[]): U[];
  filter<U extends T>(f: (v: T) => v is U): U[]; filter(f: any): T[]; slice(...a: any[]): T[]; concat(...a: any[]): T[]; some(f: (v: T) => any): boolean;
  every(f: (v: T) => any): boolean; reduce<U>(f: (a: U, v: T, i: number) => U, s?: U): U; values(): IterableIterator<T>; entries(): IterableIterator<[number, T]>;
}
interface Array<T> extends ReadonlyArray<T> { [n: number]: T; push(...a: T[]): number; pop(): T; shift(): T; sort(f?: any): T[]; reverse(): T[] }
interface ArrayConstructor { new <T = any>(...a: any[]): T[]; from<T>(v: Iterable<T>): T[]; of<T>(...a: T[]): T[]; isArray(v: any): boolean } declare var Array: ArrayConstructor;
interface PromiseLike<T> { then<U>(f?: (v: T) => U | PromiseLike<U>, r?: any): PromiseLike<U> }
interface Promise<T> { then<U>(f?: (v: T) => U | PromiseLike<U>, r?: any): Promise<U>; catch(f?: any): Promise<T>; finally(f?: any): Promise<T> }
interface PromiseConstructor {
  new <T>(f: (resolve: (v?: T | PromiseLike<T>) => void, reject: any) => void): Promise<T>; resolve<T>(v?: T): Promise<Awaited<T>>; reject(v?: any): Promise<any>;
  all<T extends readonly any[] | []>(v: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>; race<T>(v: readonly T[]): Promise<Awaited<T>>;
}
declare var Promise: PromiseConstructor;
interface ReadonlyMap<K, V> { get(k: K): V; has(k: any): boolean; forEach(f: (v: V, k: K) => any): void; values(): IterableIterator<V>; entries(): IterableIterator<[K, V]>; keys(): IterableIterator<K>; [Symbol.iterator](): IterableIterator<[K, V]> }
interface Map<K, V> extends ReadonlyMap<K, V> { set(k: K, v: V): Map<K, V>; delete(k: any): boolean; clear(): void } declare var Map: { new <K = any, V = any>(v?: Iterable<readonly [K, V]>): Map<K, V> };
interface WeakMap<K, V> { get(k: K): V; set(k: K, v: V): WeakMap<K, V>; has(k: any): boolean } declare var WeakMap: { new <K = any, V = any>(): WeakMap<K, V> };
interface Set<T> { add(v: T): Set<T>; forEach(f: (v: T) => any): void; values(): IterableIterator<T>; [Symbol.iterator](): IterableIterator<T> } declare var Set: { new <T = any>(v?: Iterable<T>): Set<T> };
interface ObjectConstructor { (v?: any): any; values<T>(o: { [k: string]: T } | readonly T[]): T[]; entries<T>(o: { [k: string]: T } | readonly T[]): [string, T][]; assign<A, B>(a: A, b: B): A & B; freeze<T>(o: T): Readonly<T>; [k: string]: any }
declare var Object: ObjectConstructor; declare var globalThis: any; interface Window { [k: string]: any } declare var window: Window;
type Partial<T> = { [K in keyof T]?: T[K] }; type Required<T> = { [K in keyof T]-?: T[K] }; type Readonly<T> = { readonly [K in keyof T]: T[K] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] }; type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T; type Extract<T, U> = T extends U ? T : never; type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {}; type Parameters<T> = T extends (...a: infer P) => any ? P : never; type ReturnType<T> = T extends (...a: any) => infer R ? R : any;
type ConstructorParameters<T> = T extends abstract new (...a: infer P) => any ? P : never; type InstanceType<T> = T extends abstract new (...a: any) => infer R ? R : any;
type Awaited<T> = T extends { then(f: infer F, ...a: any): any } ? (F extends (v: infer V, ...a: any) => any ? Awaited<V> : never) : T;
`;

/** Frameworks hand a value on under the type that it was given to them with. */
const FRAMEWORKS = `
declare module 'react' {
  import * as all from 'react'; export { all as default };
  export interface Context<T> { readonly value: T; Provider: any; Consumer: any } export interface RefObject<T> { current: T } export type MutableRefObject<T> = RefObject<T>;
  export type PropsWithChildren<P = {}> = P & { children?: any }; export type FC<P = {}> = (props: P) => any; export type FunctionComponent<P = {}> = FC<P>;
  export class Component<P = {}, S = {}> { readonly props: P; state: S; context: any; setState(...a: any[]): void } export class PureComponent<P = {}, S = {}> extends Component<P, S> {}
  export function createContext<T>(v?: T): Context<T>; export function useContext<T>(c: Context<T>): T; export function use<T>(c: Context<T> | Promise<T>): T;
  export function useRef<T>(v?: T): RefObject<T>; export function useMemo<T>(f: () => T, d?: any): T; export function useCallback<T>(f: T, d?: any): T;
  export function useState<T>(v?: T | (() => T)): [T, (v: any) => void]; export function memo<T>(c: T, e?: any): T; export function forwardRef<T, P>(f: (p: P, r: any) => any): FC<P>;
}
declare module 'vue' {
  export interface Ref<T = any> { value: T } export type ShallowRef<T = any> = Ref<T>; export type ComputedRef<T = any> = Ref<T>; export interface InjectionKey<T> { readonly of: T } export type PropType<T> = { readonly of: T };
  export function ref<T>(v?: T): Ref<T>; export function shallowRef<T>(v?: T): Ref<T>; export function computed<T>(f: () => T): Ref<T>; export function reactive<T>(v: T): T; export function markRaw<T>(v: T): T;
  export function unref<T>(v: Ref<T> | T): T; export function toRaw<T>(v: T): T; export function inject<T>(k: InjectionKey<T> | string | symbol, d?: any): T; export function provide<T>(k: InjectionKey<T> | string, v: T): void;
}
declare function defineProps<T>(...a: any[]): T;
declare module '@angular/core' {
  export class InjectionToken<T> { readonly of: T; constructor(...a: any[]) } export interface Signal<T> { (): T } export type WritableSignal<T> = Signal<T>; export function signal<T>(v: T): Signal<T>; export function computed<T>(f: () => T): Signal<T>;
  export function inject<T>(k: InjectionToken<T> | (abstract new (...a: any[]) => T), o?: any): T;
}
declare module 'zustand' { export interface Store<T> { (): T; <U>(f: (s: T) => U): U; getState(): T } export function create<T>(): (f: any) => Store<T>; export function create<T>(f: any, ...a: any[]): Store<T>; }
declare module 'svelte/store' { export interface Writable<T> { readonly of: T } export type Readable<T> = Writable<T>; export function writable<T>(v?: T): Writable<T>; export function readable<T>(v?: T, f?: any): Writable<T>; export function get<T>(s: Writable<T>): T }
declare module 'svelte' { export function getContext<T>(k: any): T; export function setContext<T>(k: any, v: T): T }
`;

/** Declarations that stand in for the libraries of the language and of frameworks, neither of which is read. */
export const LIBRARY: string = LANGUAGE + FRAMEWORKS;
