/**
 * The value of a setting without what must not come out at the other end: nothing is left where the name speaks of a
 * secret or the value looks like one; an address loses its credentials, and the parameters that hold any.
 */
export function withoutSecrets(key: string, value: string): string {
  if (ADDRESS.test(value)) {
    const bare = value.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#\s]*@/i, '$1');
    return bare.replace(/([?&;#])([\w.-]{1,60})=([^&;#\s]*)/g, (whole, sign: string, name: string, held: string) =>
      SECRET.test(spaced(name)) || looksSecret(held) ? `${sign}${name}=` : whole,
    );
  }
  return SECRET.test(spaced(key)) || looksSecret(value) || CREDENTIALS.test(value) ? '' : value;
}

/** `user:password@host`, as drivers of databases take it. */
const CREDENTIALS = /(?:^|[\s=])[^\s:@/=]{1,100}:[^\s@/]{1,200}@/;
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;
const SECRET =
  /(?:^|[_.-])(?:api_?key|key|keys|secrets?|token|tokens|password|passwd|passphrase|pass|pwd|credentials?|cred|private|salt|signature|pat|auth|bearer|cookie|pem|cert)(?:$|[_.\d-])/i;

/** `apiKey` → `api_Key`: names in one word are names in several. */
function spaced(name: string): string {
  return name.slice(0, 200).replace(/([a-z\d])([A-Z])/g, '$1_$2');
}

/** Holds for the forms in which well-known services hand out keys, whatever the setting is called. */
function looksSecret(value: string): boolean {
  return /^(?:sk|pk|rk)[-_][\w-]{16,}$|^gh[pousr]_\w{20,}$|^github_pat_|^glpat-|^xox[abprs]-|^AKIA[A-Z\d]{12,}$|^AIza[\w-]{30,}$|^eyJ[\w-]{10,}\.[\w-]+|^-----BEGIN |^ya29\.|^SG\.[\w-]{16,}|^npm_\w{30,}$|^(?:hf|gsk)_\w{20,}$/.test(
    value,
  );
}
