/** A sentence whose names of columns stand between backticks. */
export function WithCode({ text }: { readonly text: string }) {
  return text.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <code key={index} className="rounded-sm bg-raised px-1 font-mono text-[0.9em] text-ink">
        {piece}
      </code>
    ),
  );
}
