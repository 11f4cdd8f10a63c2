export function Stall() {
  return <p>Fresh every Thursday.</p>;
}
