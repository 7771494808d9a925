package org.xingtan.certificate;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.util.Matrix;

/** A QR code drawn as squares: sharp in any size. */
final class QrCode {

    private QrCode() {}

    /** Fills a square whose lower left corner is at x, y with the color in force. Its quiet zone is the caller's. */
    static void draw(PDPageContentStream page, String text, float x, float y, float side) throws IOException {
        var modules = modules(text);
        var scale = side / modules.getWidth();
        page.saveGraphicsState();
        page.transform(new Matrix(scale, 0, 0, scale, x, y));
        for (var row = 0; row < modules.getHeight(); row++) {
            drawRow(page, modules, row);
        }
        page.fill();
        page.restoreGraphicsState();
    }

    /** Dark modules side by side are one rectangle. */
    private static void drawRow(PDPageContentStream page, ByteMatrix modules, int row) throws IOException {
        var start = -1;
        for (var column = 0; column <= modules.getWidth(); column++) {
            var dark = column < modules.getWidth() && modules.get(column, row) == 1;
            if (dark && start < 0) {
                start = column;
            } else if (!dark && start >= 0) {
                page.addRect(start, modules.getHeight() - 1 - row, column - start, 1);
                start = -1;
            }
        }
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
