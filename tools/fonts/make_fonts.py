#!/usr/bin/env python3
"""Builds the two PDF fonts of Xingtan from Debian packages.

Needs: fonts-wqy-microhei fonts-hanazono unicode-data python3-fonttools
Usage: make_fonts.py OUTPUT_DIRECTORY

wqy-microhei.ttf     face 0 of WenQuanYi Micro Hei, unchanged, taken out of its collection
rare-characters.ttf  what the first font lacks of: the Table of General Standard Chinese Characters
                     (Unihan kTGH), the basic CJK block, Extension A, and those characters of
                     Extensions C to F which China submitted (Unihan kIRG_GSource), among them
                     the characters of identity cards (GIDC) and of Xinhua Zidian (GXH)
"""
import bz2, glob, sys
from pathlib import Path
from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTCollection, TTFont

OUT = Path(sys.argv[1])
WQY = '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc'
HANA = ['/usr/share/fonts/truetype/hanazono/HanaMinA.ttf', '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf']
WHOLE = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF)]     # Extension A and the basic block
CHINA = (0x2A700, 0x2EBEF)                       # Extensions C to F: sources of China only
NOT_IN_NAMES = ('GZJW', 'GZFY', 'GZ')            # bronze inscriptions, dialect words, Zhuang script
LIMIT = 6_000_000


def unihan():
    """The 8105 characters of the Table of General Standard Chinese Characters, and China's own of Extensions C to F."""
    standard, china = set(), set()
    for name in glob.glob('/usr/share/unicode/Unihan_*.bz2'):
        for line in bz2.open(name, 'rt', encoding='utf-8'):
            if '\tkTGH\t' in line:
                standard.add(int(line.split('\t')[0][2:], 16))
            elif '\tkIRG_GSource\t' in line:
                char, _, source = line.split('\t')
                char = int(char[2:], 16)
                if CHINA[0] <= char <= CHINA[1] and source.split('-')[0] not in NOT_IN_NAMES:
                    china.add(char)
    return standard, china


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    TTCollection(WQY).fonts[0].save(OUT / 'wqy-microhei.ttf')
    covered = set(TTFont(OUT / 'wqy-microhei.ttf').getBestCmap())
    standard, china = unihan()
    wanted = standard | china | {c for low, high in WHOLE for c in range(low, high + 1)}
    wanted = {c for c in wanted if c > 0x2E80} - covered
    print('general standard table:', len(standard), 'lacking in wqy:', len(standard - covered))

    parts = []
    for i, name in enumerate(HANA):
        font = TTFont(name)
        keep = sorted(wanted & set(font.getBestCmap()))
        wanted -= set(keep)
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=['*'],
                                 drop_tables=['vhea', 'vmtx', 'VORG', 'GSUB', 'GPOS', 'DSIG', 'VDMX'])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=keep)
        cutter.subset(font)
        part = OUT / f'.part{i}.ttf'
        font.save(part)
        parts.append(str(part))
        print(name, len(keep), 'characters', part.stat().st_size, 'bytes')
    font = Merger().merge(parts)
    # The reserved font name may not stand on a modified version (SIL OFL 1.1, condition 3).
    for record in list(font['name'].names):
        text = {1: 'Xingtan Rare Characters', 2: 'Regular', 3: 'Xingtan Rare Characters 1.0',
                4: 'Xingtan Rare Characters', 6: 'XingtanRareCharacters',
                5: 'Version 1.0; subset of glyphs by the GlyphWiki Project'}.get(record.nameID)
        if text is not None and record.langID == 0x409:
            record.string = text
        elif record.nameID != 0:
            font['name'].names.remove(record)
    font.save(OUT / 'rare-characters.ttf')
    for part in parts:
        Path(part).unlink()

    both = covered | set(TTFont(OUT / 'rare-characters.ttf').getBestCmap())
    lacking = sorted(standard - both)
    print('general standard characters in neither font:', len(lacking), ' '.join('U+%04X' % c for c in lacking))
    for name in ('wqy-microhei.ttf', 'rare-characters.ttf'):
        font = TTFont(OUT / name)
        assert 'glyf' in font and 'CFF ' not in font
        print(name, (OUT / name).stat().st_size, 'bytes', len(font.getBestCmap()), 'characters', font['name'].getDebugName(4))
    for c in [0x2C386, 0x36C3, 0x4E2D, 0xB7, 0x2CB4E] + list(range(0x30, 0x3A)):
        assert c in both, hex(c)
    assert (OUT / 'rare-characters.ttf').stat().st_size <= LIMIT


main()
