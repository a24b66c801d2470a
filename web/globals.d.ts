/** Keys of the endpoints that answer for a period and an instant; vite.config.ts takes them from the contract. */
declare const JUDGED_ENDPOINTS: readonly string[];
