/** SHA-256. Must return 32 bytes of its own and keep no reference to its input, which callers reuse. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The two primitives that differ between Node and the browser, given to the verifier by whoever runs it. */
export interface VerifyCrypto {
  readonly sha256: Sha256;
  /** RFC 8032 Ed25519. `publicKey` has 32 bytes, `signature` has 64. False for a signature that does not hold; never throws for one. */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}
