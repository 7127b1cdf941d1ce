/** Images, index, keys and trail are the business of the account that runs the gateway, and of no other: for `umask`. */
export const ownerOnly = 0o077;
