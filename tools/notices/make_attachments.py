#!/usr/bin/env python3
"""Makes the empty forms that the demo's notices carry: two contact forms (docx), two tables (xlsx).

Usage: make_attachments.py OUTPUT_DIRECTORY
"""
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
KIND = 'application/vnd.openxmlformats-officedocument.'


def write(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2023, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEAD + text)


def package(main, kind, more=''):
    return {
        '[Content_Types].xml': f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="{KIND}{kind}.main+xml"/>{more}</Types>',
        '_rels/.rels': f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
    }


def paragraph(text, size=24, bold=False, align='left'):
    return (f'<w:p><w:pPr><w:jc w:val="{align}"/><w:spacing w:after="120"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="宋体"/>'
            f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>')


def table(header, rows):
    width = 14000 // len(header)
    edges = ''.join(f'<w:{side} w:val="single" w:sz="4" w:color="666666"/>' for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
    cell = lambda text: f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(text, 22, align="center")}</w:tc>'
    line = lambda cells: '<w:tr>' + ''.join(map(cell, cells)) + '</w:tr>'
    return (f'<w:tbl><w:tblPr><w:tblW w:w="14000" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>'
            + f'<w:gridCol w:w="{width}"/>' * len(header) + '</w:tblGrid>' + line(header) + line([''] * len(header)) * rows + '</w:tbl>')


def form(path, title, fields, notes):
    body = (paragraph(title, 36, True, 'center') + paragraph('单位(公章)：                              填表日期：      年    月    日')
            + table(fields, 4) + ''.join(paragraph(note, 21) for note in notes)
            + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>')
    write(path, package('word/document.xml', 'wordprocessingml.document')
          | {'word/document.xml': f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})


def column(number):
    return chr(ord('A') + number)


def sheet(path, name, title, header, rows, sums):
    """A title, a header, empty numbered rows, and a last row that adds up the columns of {@code sums}."""
    text = lambda at, words, style: f'<c r="{at}" t="inlineStr" s="{style}"><is><t>{escape(words)}</t></is></c>'
    lines = [f'<row r="1" ht="28" customHeight="1">{text("A1", title, 1)}</row>',
             '<row r="2">' + ''.join(text(f'{column(i)}2', words, 2) for i, words in enumerate(header)) + '</row>']
    for row in range(3, rows + 3):
        lines.append(f'<row r="{row}"><c r="A{row}" s="3"><v>{row - 2}</v></c>'
                     + ''.join(f'<c r="{column(i)}{row}" s="3"/>' for i in range(1, len(header))) + '</row>')
    last = rows + 3
    if sums:
        lines.append(f'<row r="{last}">{text(f"A{last}", "合计", 2)}' + ''.join(
            f'<c r="{column(i)}{last}" s="3">' + (f'<f>SUM({column(i)}3:{column(i)}{last - 1})</f><v>0</v>' if i in sums else '') + '</c>'
            for i in range(1, len(header))) + '</row>')
    widths = ''.join(f'<col min="{i + 1}" max="{i + 1}" width="{7 if i == 0 else 18}" customWidth="1"/>' for i in range(len(header)))
    parts = package('xl/workbook.xml', 'spreadsheetml.sheet',
                    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}spreadsheetml.worksheet+xml"/>'
                    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}spreadsheetml.styles+xml"/>')
    parts['xl/workbook.xml'] = (f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>')
    parts['xl/_rels/workbook.xml.rels'] = (f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                                           f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>')
    parts['xl/worksheets/sheet1.xml'] = (f'<worksheet xmlns="{SHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" state="frozen"/></sheetView></sheetViews>'
                                         f'<cols>{widths}</cols><sheetData>{"".join(lines)}</sheetData><mergeCells count="1"><mergeCell ref="A1:{column(len(header) - 1)}1"/></mergeCells></worksheet>')
    edge = ''.join(f'<{side} style="thin"><color rgb="FF999999"/></{side}>' for side in ('left', 'right', 'top', 'bottom'))
    parts['xl/styles.xml'] = (f'<styleSheet xmlns="{SHEET}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
                              '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
                              f'<borders count="2"><border/><border>{edge}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
                              '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>'
                              '<xf borderId="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" wrapText="1"/></xf><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>')
    write(path, parts)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    form(folder / 'contacts-7.docx', '寒假教师研修工作联系人信息表', ['姓名', '工作单位', '部门', '职务', '座机', '手机', '微信'],
         ['填写说明：各省级教育行政部门、部属和部省合建高校填报1名工作联系人。', '联系人没有变化的，不需要重新填报。'])
    form(folder / 'contacts-6.docx', '心理健康教育教师培训工作联系人信息表', ['姓名', '单位', '职务', '座机', '手机', '微信'],
         ['填写说明：已按寒假教师研修通知填报、联系人没有变化的，不需要重新填报。'])
    sheet(folder / 'administrators.xlsx', '管理员', '研修管理员汇总表(每个单位确定1名管理员)',
          ['序号', '单位', '单位类型', '所属教育行政部门', '管理员姓名', '职务', '手机'], 20, [])
    sheet(folder / 'census.xlsx', '摸底', '专兼职心理健康教育教师、班主任、辅导员摸底表',
          ['序号', '单位', '专职心理健康教育教师', '兼职心理健康教育教师', '班主任', '高校辅导员', '应参训人数'], 20, [2, 3, 4, 5, 6])


if __name__ == '__main__':
    main(Path(sys.argv[1]))
