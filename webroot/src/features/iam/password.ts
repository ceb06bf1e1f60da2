// Without what is easily mistaken when it is read aloud or copied by hand.
const parts = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.+=!?']
const all = parts.join('')

/** A number below `limit`, all alike likely. */
function below(limit: number): number {
  const most = 256 - (256 % limit)
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1))
    if (byte! < most) return byte! % limit
  }
}
const of = (letters: string) => letters[below(letters.length)]!

/** A password of 20 characters, of every kind at least one; about 119 bits. */
export function newPassword(): string {
  for (;;) {
    const password = Array.from({ length: 20 }, () => of(all)).join('')
    if (parts.every(p => [...p].some(c => password.includes(c)))) return password
  }
}
