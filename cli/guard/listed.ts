/** The members of a JSON list, one a line, with commas where they belong. */
export function listed(): (json: string) => string {
  let isFirst = true;
  return (json) => {
    const separator = isFirst ? '\n' : ',\n';
    isFirst = false;
    return `${separator}${json}`;
  };
}
