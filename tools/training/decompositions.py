"""Write src/Hudna.Language/Text/Decomposition.Data.cs: letters without their accents, from Python's unicodedata.

    python3 decompositions.py > ../../src/Hudna.Language/Text/Decomposition.Data.cs

For each code point whose canonical decomposition, non-spacing marks left out, is another: the base letter. Hangul is worked out in code.
"""
import unicodedata

pairs, longer = [], []
for code in range(0x110000):
    if 0xD800 <= code < 0xE000 or 0xAC00 <= code < 0xD7A4 or unicodedata.category(chr(code)) == "Mn":
        continue
    bare = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if unicodedata.category(c) != "Mn")
    if bare != chr(code):
        (pairs if len(bare) == 1 else longer).append((code, bare))
rows, row = [], ""
for code, bare in pairs:
    item = f"0x{code:X}, 0x{ord(bare):X}"
    if len(row) + len(item) + 2 > 128:
        rows.append(row.rstrip())
        row = ""
    row += item + ", "
rows.append(row.rstrip())
escape = lambda text: "".join(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}" for c in text)
body = "\n".join("        " + r for r in rows)
more = ",\n".join(f'        (0x{code:X}, "{escape(bare)}")' for code, bare in longer)
print(f"""namespace Hudna.Language.Text;

// Made by tools/training/decompositions.py from Python's unicodedata (Unicode {unicodedata.unidata_version}); see there.
internal static partial class Decomposition
{{
    // Code point, base letter; sorted by code point.
    private static ReadOnlySpan<int> Pairs =>
    [
{body}
    ];

    private static readonly (int CodePoint, string Letters)[] Longer =
    [
{more},
    ];
}}""")
