export function loadScript(src: string): void {
  const script = document.createElement('script');
  script.src = src;
  document.head.append(script);
}
