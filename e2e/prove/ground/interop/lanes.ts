/** As many at a time as the line has room for; how many were not taken. */
export async function submitAll(
  lanes: number,
  texts: number,
  submit: (n: number) => Promise<boolean>,
): Promise<{ refused: number }> {
  let [next, refused] = [0, 0];
  const lane = async () => {
    while (next < texts) if (!(await submit(next++))) refused += 1;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { refused };
}
